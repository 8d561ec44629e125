"""Straight-line regression with the variance of the design: differences of groups with others held the same."""

import numpy as np
import pandas as pd

from analysis.design import Design
from analysis.intervals import Basis
from analysis.sample import Estimates, answered, basis_of, nothing


def regression(design: Design, matrix: pd.DataFrame, values: pd.Series) -> Estimates:
    """Fit values by the columns of a model matrix, weighted least squares on complete rows (R: svyglm, identity).

    b = (X'WX)⁻¹X'Wy; influence w e x'(X'WX)⁻¹ with residual e. Degrees of freedom: those of the design + 1 - columns.
    Binder, International Statistical Review 51 (1983), 279-292. Columns that depend on each other: reason all_alike.
    """
    data, people = answered(pd.concat([matrix, values.rename("_y")], axis=1), None)
    x, y = data[:, :-1], data[:, -1]
    weighted = x * (design.weights * people)[:, None]
    information = weighted.T @ x
    names = tuple(matrix.columns)
    if not people.any() or np.linalg.matrix_rank(information, hermitian=True) < len(names):
        return nothing(design, names, "all_alike" if people.any() else "no_answers")
    inverse = np.linalg.inv(information).astype(float)
    slopes = inverse @ (weighted.T @ y)
    influence = (weighted * (y - x @ slopes)[:, None]) @ inverse
    whole = basis_of(design, people, None)
    basis = Basis(whole.rows, whole.n, whole.n_eff, design.degrees + 1 - len(names))
    return Estimates(design, names, slopes, influence, (basis,) * len(names))
