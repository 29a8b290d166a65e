import styles from "../Emergency.module.css";

interface FiguresTableProps {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Figures with their denominators; the first cell of a row names it. */
export function FiguresTable({ caption, head, rows }: FiguresTableProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={caption}>
      <h3 className={styles.label}>{caption}</h3>
      <div className={styles.tableBox}>
        <table className={styles.table}>
          <thead>
            <tr>
              {head.map((one) => (
                <th key={one} scope="col">
                  {one}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, number) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have their places, and no names.
                  <td key={number}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
