// Conditions and sums, evaluated exactly as survey/questionnaire/condition.py does it; the same vectors test both.
// A node is a nested list such as ["gt", ["q", "age"], ["lit", 17]]; answers are plain JSON, blank is null or absent.
const own = (answers, name) => (Object.hasOwn(answers, name) ? answers[name] ?? null : null);

const plain = answer => {
  const given = answer && typeof answer === 'object' && !Array.isArray(answer) ? own(answer, 'picked') : answer;
  return typeof given === 'string' || Array.isArray(given) || Number.isFinite(given) ? given : null;
};

const ticks = (answers, name) => [plain(own(answers, name))].filter(Array.isArray).flat();

const sum = work => (answers, ...sides) => {
  const [one, other] = sides.map(side => value(side, answers));
  return typeof one === 'number' && typeof other === 'number' ? plain(work(one, other)) : null;
};

const order = work => (answers, ...sides) => {
  const [one, other] = sides.map(side => value(side, answers));
  const days = [one, other].every(side => typeof side === 'string' && /^[\d:-]+$/.test(side));
  return (days || (typeof one === 'number' && typeof other === 'number')) && work(one, other);
};

const equal = (answers, left, right) => {
  const one = value(left, answers);
  return one !== null && !Array.isArray(one) && one === value(right, answers);
};

const RULES = {
  q: (answers, name) => plain(own(answers, name)),
  lit: (answers, literal) => plain(literal),
  count: (answers, name) => ticks(answers, name).length,
  answered: (answers, name) => own(answers, name) !== null,
  has: (answers, [, name], [, code]) => ticks(answers, name).includes(code),
  and: (answers, ...parts) => parts.every(part => value(part, answers)),
  or: (answers, ...parts) => parts.some(part => value(part, answers)),
  not: (answers, part) => !value(part, answers),
  eq: equal,
  ne: (...given) => !equal(...given),
  lt: order((one, other) => one < other),
  le: order((one, other) => one <= other),
  gt: order((one, other) => one > other),
  ge: order((one, other) => one >= other),
  add: sum((one, other) => one + other),
  sub: sum((one, other) => one - other),
  mul: sum((one, other) => one * other),
};

const value = ([rule, ...parts], answers) => RULES[rule](answers, ...parts);

export const holds = value;

export const calculate = (node, answers) => {
  const result = value(node, answers);
  return typeof result === 'number' ? result : null;
};
