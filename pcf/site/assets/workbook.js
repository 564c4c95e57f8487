// Fills the assessment workbook of the package with the answers of the page. The template comes as data; only the
// sheets that people fill in are unpacked, and only cells that are blank in it are written.
"use strict";
(function (pcf) {
  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const BLANK = /<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?\/>/g;
  const ROW = /<row r="([0-9]+)"([^>]*?) ht="([0-9.]+)"/g;
  const TALLEST = 409; // points, Excel's limit
  const LINE = 15; // points, of the largest of our fonts
  const WIDTH = 30; // signs of the narrowest column of texts

  // Signs that XML needs as entities, and the file format's own escapes, which a text may look like.
  const escaped = (text) =>
    text
      .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, "_x005F_x")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;");

  const asText = (text) => ` t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  const asNumber = (number) => `><v>${number}</v></c>`;

  // Collects what comes into which cell, sheet by sheet; a blank leaves its cell as it is.
  function filling(places) {
    const cells = {};
    function put(sheet, row, column, text, write = asText) {
      if (!text) return;
      const { part, rows, columns } = places.sheets[sheet];
      const place = { cell: `${columns[column]}${rows[row]}`, row: rows[row], text, content: write(text) };
      (cells[part] ??= new Map()).set(place.cell, place);
    }
    return { cells, put };
  }

  function fill(data, form, places, id) {
    const { cells, put } = filling(places);
    for (const [row, text] of [["name", form.organisation], ["respondent", form.respondent], ["round", form.round]]) {
      put("organisation", row, "value", text);
    }
    if (form.policy !== data.policies[0].id) put("organisation", "policy", "value", form.policy);
    put("meta", "workbook_id", "value", id);
    put("meta", "profile", "value", form.profile);
    for (const process of pcf.saved.processesOf(data)) {
      if (form.answers[process.id]) putAnswer(put, process.id, form.answers[process.id], places);
    }
    for (const [element, weight] of Object.entries(form.weights ?? {})) {
      put("targets", element, "weight", weight, asNumber);
    }
    return cells;
  }

  // What is not applicable stands on the sheet of scope, the rest among the ratings.
  function putAnswer(put, id, said, places) {
    if (said.answer === "NA") put("scope", id, "applicable", places.no);
    else put("ratings", id, "answer", said.answer, said.answer === "DK" ? asText : asNumber);
    put("scope", id, "reason", said.reason);
    put("ratings", id, "comment", said.comment);
    for (const kind of said.evidence) put("ratings", id, `evidence_${kind}`, places.ticked);
    for (const [item, state] of Object.entries(said.ticks)) put("checklist", item, "state", places.ticks[state]);
  }

  function filled(xml, cells) {
    const left = new Set(cells.keys());
    const made = xml.replace(BLANK, (whole, cell, style = "") => {
      left.delete(cell);
      return cells.has(cell) ? `<c r="${cell}"${style}${cells.get(cell).content}` : whole;
    });
    if (left.size) throw new Error([...left].join()); // the build has made sure that they are there
    const lines = new Map();
    for (const { row, text } of cells.values()) lines.set(row, Math.max(lines.get(row) ?? 0, linesOf(text)));
    return made.replace(ROW, (whole, row, between, height) => {
      const needed = Math.min(TALLEST, (lines.get(Number(row)) ?? 0) * LINE);
      return needed > Number(height) ? `<row r="${row}"${between} ht="${needed}"` : whole;
    });
  }

  // About how many lines a text takes in its column: a Chinese sign is as wide as two.
  function linesOf(text) {
    const width = (line) => [...line].reduce((sum, sign) => sum + (sign > "\u2e80" ? 2 : 1), 0);
    return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / WIDTH)), 0);
  }

  const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

  // An id that no other copy has: two people who leave their names blank are still two.
  function newId() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // The file tells twice who it is, on a hidden sheet and in its properties: programs drop the one or the other.
  function identified(xml, properties, facts) {
    return Object.entries(facts).reduce((text, [name, value]) => {
      const before = `name="pcf_${name}"><vt:lpwstr>`;
      return text.replace(`${before}${properties[name]}<`, `${before}${value}<`);
    }, xml);
  }

  // Returns the workbook with a form's answers as a Blob. What the form holds beside known ids and codes stays out;
  // pcf.saved.faultsOf tells what that is.
  async function make(data, form) {
    const places = pcf.data.workbook;
    const id = newId();
    const { form: said } = pcf.saved.normal(data, form);
    const cells = fill(data, said, places, id);
    const { part, ...properties } = places.properties;
    const entries = [...pcf.zip.read(bytesOf(places.template)).values()].map(async (entry) => {
      if (entry.name === part) {
        const text = identified(await pcf.zip.textOf(entry), properties, { workbook_id: id, profile: said.profile });
        return pcf.zip.entryOf(entry.name, text);
      }
      if (!cells[entry.name]) return entry;
      return pcf.zip.entryOf(entry.name, filled(await pcf.zip.textOf(entry), cells[entry.name]));
    });
    return pcf.zip.write(await Promise.all(entries), TYPE);
  }

  pcf.workbook = { make };
})((globalThis.pcf ??= {}));
