/** Where the person is in a picture. */
export interface Mask {
  readonly kind: "mask";
  readonly width: number;
  readonly height: number;
  /** Row by row from the top left; 255 is certainly a person, 0 certainly none. */
  readonly data: Uint8Array<ArrayBuffer>;
}
