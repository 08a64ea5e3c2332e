/** Where a search looks for what was typed, exactly, as data. Each of the columns has an index. */
export interface SearchSource {
  /** Id of the list in the back-office that shows the rows. */
  list: string;
  /** Table with `id` and `company`. */
  table: string;
  exact: readonly string[];
  /** SQL of what is shown of a row, over its columns: its name, a remark, its state. */
  title: string;
  detail?: string;
  state?: string;
}
