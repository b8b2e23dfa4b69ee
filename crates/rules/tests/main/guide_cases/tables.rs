//! Tables of a markdown file.

/// A table with the line that its header stands on.
pub(super) struct Table {
    pub(super) line: usize,
    pub(super) header: Vec<String>,
    pub(super) cells: Vec<Vec<String>>,
}

/// One row of a table, with its line in the file.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) table: &'a Table,
    pub(super) index: usize,
    pub(super) line: usize,
}

impl<'a> Row<'a> {
    /// The text of a column; none if the table has no such column or the cell is empty.
    pub(super) fn cell(self, header: &str) -> Option<&'a str> {
        let (_, cell) = self.columns().find(|(name, _)| *name == header)?;
        (!cell.is_empty()).then_some(cell)
    }

    /// Every column with its header.
    pub(super) fn columns(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let cells = &self.table.cells[self.index];
        self.table.header.iter().map(String::as_str).zip(cells.iter().map(String::as_str))
    }
}

/// Every table of a file. A row with more or fewer cells than its header is a slip.
pub(super) fn tables(text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        if !line.starts_with('|') {
            inside = false;
            continue;
        }
        let cells = cells(line);
        if !inside {
            tables.push(Table { line: index + 1, header: cells, cells: Vec::new() });
        } else if !line.starts_with("|---") {
            let table = tables.last_mut().unwrap();
            assert_eq!(cells.len(), table.header.len(), "line {}: cells", index + 1);
            table.cells.push(cells);
        }
        inside = true;
    }
    tables
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    inner.split('|').map(|cell| cell.trim().to_owned()).collect()
}
