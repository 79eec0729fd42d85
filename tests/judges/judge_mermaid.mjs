// Parse diagrams with Mermaid's own parser and tell their nodes and edges; JSON in, JSON out.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const page = new JSDOM("");
globalThis.window = page.window;
globalThis.document = page.window.document;
const mermaid = (await import("mermaid")).default;

// Mermaid keeps entities in letters of its own while it parses, and turns them back when it draws.
const entities = (text) =>
  text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");

const diagrams = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  await mermaid.parse(text); // throws where the text is no diagram
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  diagrams.push({
    nodes: [...db.getStates().values()].map((state) => [
      state.id,
      entities(state.descriptions.join(" ") || state.id),
    ]),
    edges: db
      .getRelations()
      .map(({ id1, id2, relationTitle }) => [id1, id2, entities(relationTitle ?? "")]),
  });
}

const { version } = JSON.parse(
  readFileSync(new URL("./node_modules/mermaid/package.json", import.meta.url), "utf8"),
);
process.stdout.write(JSON.stringify({ version, diagrams }));
