/** Where texts are kept on this device; what is read back is checked, since anybody may have written it. */
export interface TextStorage {
  get(key: string): Promise<string | undefined>;
  /** Removes the key for undefined. */
  set(key: string, text: string | undefined): Promise<void>;
}
