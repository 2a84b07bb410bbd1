/** Stands in classic scripts for what only a page of a server's ever loads: terminals, the speaker's table, codes. */
const notHere = (): never => {
  throw new Error('this page is no page of a server');
};

export { notHere as createTerminalView, notHere as layTable, notHere as takeSeat, notHere as toggleCodes };
