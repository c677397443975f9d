/** axe's findings for the given tags, each with what it is about. */
async (tags) => {
  const result = await window.axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true } },
    resultTypes: ["violations"],
  });
  return result.violations.map((one) => ({
    id: one.id,
    where: one.nodes.map((node) => `${node.target.flat().join(" ")} | ${node.failureSummary.split("\n").slice(1).join(" ")}`),
  }));
}
