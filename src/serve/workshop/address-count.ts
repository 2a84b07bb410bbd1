/** Counts what is open by the addresses that opened it. */
export interface AddressCount {
  isFull(address: string): boolean;
  /** One more; returns how it is one less. */
  add(address: string): () => void;
}

export function createAddressCount(most: number): AddressCount {
  const counts = new Map<string, number>();
  return {
    isFull: (address) => (counts.get(address) ?? 0) >= most,
    add(address) {
      counts.set(address, (counts.get(address) ?? 0) + 1);
      return () => {
        const left = (counts.get(address) ?? 1) - 1;
        if (left > 0) counts.set(address, left);
        else counts.delete(address);
      };
    },
  };
}
