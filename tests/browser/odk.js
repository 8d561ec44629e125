// Fills a form in with ODK's own engine, and says which questions it would ask.
import {loadForm, constants} from "/engine.js";

const missing = {
  fetchFormAttachment: async () => new Response("", {status: 404}),
  missingResourceBehavior: constants.MISSING_RESOURCE_BEHAVIOR.BLANK,
};

function leaves(node) {
  const inside = node.currentState.children;
  return inside ? inside.flatMap(leaves) : [node];
}

const nameOf = (node) => node.currentState.reference.split("/").pop().replace(/\[\d+\]$/, "");

// A rank there holds all options or none; those that a filter hides are not among them.
function rank(node, value) {
  const offered = node.currentState.valueOptions.map((option) => option.value);
  node.setValues(value ? offered.sort((one, other) => value.indexOf(one) - value.indexOf(other)) : []);
}

function set(node, value) {
  if (node.nodeType === "select") node.selectValues(value ?? []);
  else if (node.nodeType === "rank") rank(node, value);
  else if (node.nodeType === "trigger") node.setValue(Boolean(value));
  else if (node.nodeType === "input" || node.nodeType === "range") node.setValue(value ?? "");
}

// For every set of answers the names of the questions asked.
export async function asked(xform, sets) {
  const loaded = await loadForm(xform, missing);
  if (loaded.status === "failure") throw new Error(loaded.error.message);
  const nodes = leaves(loaded.createInstance().root);
  return sets.map((answers) => {
    for (const node of nodes) set(node, answers[nameOf(node)]);
    return nodes.filter((node) => node.currentState.relevant).map(nameOf);
  });
}
