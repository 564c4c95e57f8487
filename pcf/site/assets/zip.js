// Zip archives, as far as a workbook needs them: what was packed elsewhere is unpacked behind limits, and packed anew.
// Sizes are taken from the directory at the end of the file; nothing that a file says about itself is believed.
"use strict";
(function (pcf) {
  const [LOCAL, ENTRY, END] = [0x04034b50, 0x02014b50, 0x06054b50];
  const [STORED, DEFLATED] = [0, 8];
  const UTF_8 = 0x0800;
  const FIRST_DAY = 0x0021; // 1 January 1980, so that the same content gives the same file
  const LONGEST_NOTE = 0xffff; // a comment may stand behind the directory
  const MOST_ENTRIES = 2000;
  const LARGEST_PART = 64 * 2 ** 20;

  const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });

  function crc32(bytes) {
    let value = 0xffffffff;
    for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  }

  const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  function endOf(view) {
    const last = view.byteLength - 22;
    for (let at = last; at >= Math.max(0, last - LONGEST_NOTE); at -= 1) {
      if (view.getUint32(at, true) === END) return at;
    }
    throw new Error("zip");
  }

  // Returns name -> {name, method, crc, size, packed}, in the order of the file.
  // Throws an Error, or a RangeError where the file points outside itself.
  function read(bytes) {
    const view = viewOf(bytes);
    const end = endOf(view);
    const count = view.getUint16(end + 10, true);
    if (count > MOST_ENTRIES) throw new Error("zip");
    const entries = new Map();
    let at = view.getUint32(end + 16, true);
    for (let number = 0; number < count; number += 1) {
      if (view.getUint32(at, true) !== ENTRY) throw new Error("zip");
      const [nameLength, extra, note] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
      const [crc, length, size] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true));
      const local = view.getUint32(at + 42, true);
      if (view.getUint32(local, true) !== LOCAL) throw new Error(name);
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const packed = bytes.subarray(start, start + length);
      if (packed.length !== length || entries.has(name)) throw new Error(name);
      entries.set(name, { name, method: view.getUint16(at + 10, true), crc, size, packed });
      at += 46 + nameLength + extra + note;
    }
    return entries;
  }

  async function through(stream, bytes, limit) {
    const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
    const pieces = [];
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) {
        await reader.cancel();
        throw new Error("zip"); // a bomb: it grows beyond what any workbook of ours is
      }
      pieces.push(value);
    }
    const whole = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  // Unpacks the text of one entry; throws an Error where it is damaged or too large.
  async function textOf(entry) {
    const { name, method, packed, crc } = entry;
    if (method !== STORED && method !== DEFLATED) throw new Error(name);
    const isPacked = method === DEFLATED;
    const bytes = isPacked ? await through(new DecompressionStream("deflate-raw"), packed, LARGEST_PART) : packed;
    if (crc32(bytes) !== crc) throw new Error(name);
    return new TextDecoder().decode(bytes);
  }

  // Packs a text as the entry of that name.
  async function entryOf(name, text) {
    const bytes = new TextEncoder().encode(text);
    const packed = await through(new CompressionStream("deflate-raw"), bytes, Infinity);
    return { name, method: DEFLATED, crc: crc32(bytes), size: bytes.length, packed };
  }

  // The fields that the head of an entry and its line in the directory share.
  function facts({ method, crc, packed, size }, nameLength) {
    const head = viewOf(new Uint8Array(26));
    head.setUint16(0, 20, true); // the version that can unpack it
    head.setUint16(2, UTF_8, true);
    head.setUint16(4, method, true);
    head.setUint16(8, FIRST_DAY, true);
    head.setUint32(10, crc, true);
    head.setUint32(14, packed.length, true);
    head.setUint32(18, size, true);
    head.setUint16(22, nameLength, true);
    return new Uint8Array(head.buffer);
  }

  function marked(mark, ...parts) {
    const bytes = new Uint8Array(4 + parts.reduce((sum, part) => sum + part.length, 0));
    viewOf(bytes).setUint32(0, mark, true);
    let at = 4;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  // Returns the archive of some entries as a Blob.
  function write(entries, type) {
    const [contents, lines] = [[], []];
    let at = 0;
    for (const entry of entries) {
      const name = new TextEncoder().encode(entry.name);
      const head = marked(LOCAL, facts(entry, name.length), name);
      const rest = viewOf(new Uint8Array(14));
      rest.setUint32(10, at, true);
      lines.push(marked(ENTRY, Uint8Array.of(20, 0), facts(entry, name.length), new Uint8Array(rest.buffer), name));
      contents.push(head, entry.packed);
      at += head.length + entry.packed.length;
    }
    const end = viewOf(new Uint8Array(18));
    end.setUint16(4, lines.length, true);
    end.setUint16(6, lines.length, true);
    end.setUint32(8, lines.reduce((sum, line) => sum + line.length, 0), true);
    end.setUint32(12, at, true);
    return new Blob([...contents, ...lines, marked(END, new Uint8Array(end.buffer))], { type });
  }

  pcf.zip = { read, write, textOf, entryOf };
})((globalThis.pcf ??= {}));
