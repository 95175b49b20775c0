// Owns: reading comma- and tab-separated data files into rows by their header line.
// Must not know: files, or what the rows mean.

/** Rows as records by header. Quoted fields may hold separators, line ends and doubled quotes; short rows lack their last keys. */
export function readTable(
  text: string,
  separator: ',' | '\t' = ',',
): readonly Readonly<Record<string, string>>[] {
  const [header, ...rows] = readRows(text.replace(/^\uFEFF/u, ''), separator);
  if (header === undefined) return [];
  return rows.map((row) => {
    const record: Record<string, string> = Object.create(null);
    header.forEach((key, i) => {
      const value = row[i];
      if (value !== undefined) record[key] = value;
    });
    return record;
  });
}

function readRows(text: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endRow = () => {
    row.push(field);
    // A line with nothing on it is no row.
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    field = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && field === '') quoted = true;
    else if (char === separator) {
      row.push(field);
      field = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') field += char;
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
}
