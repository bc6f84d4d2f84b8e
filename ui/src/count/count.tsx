import "./count.css";

const most = 99;

/** How much is new, on a button or a tab; nothing while there is nothing. */
export const Count = ({ of: count, corner = false }: { of: number; corner?: boolean }) =>
  count > 0 ? <span class={`tfx-count${corner ? " tfx-count--corner" : ""}`}>{count > most ? `${most}+` : count}</span> : null;
