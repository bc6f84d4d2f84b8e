/** Somebody of the scenarios: known to the others by colour and tone alone. */
export interface Character {
  readonly name: string;
  /** Colour of the whole picture, as red, green and blue from 0 to 255. */
  readonly colour: readonly [number, number, number];
  readonly toneHz: number;
}

/** Colours far apart in the picture's own colour space, tones without common overtones. */
export const people = {
  amara: { name: "Amara", colour: [200, 40, 40], toneHz: 440 },
  jonas: { name: "Jonas", colour: [40, 160, 60], toneHz: 700 },
  mei: { name: "Mei", colour: [50, 70, 210], toneHz: 1_130 },
  ravi: { name: "Ravi", colour: [210, 180, 40], toneHz: 1_790 },
} as const satisfies Record<string, Character>;

/** All of them. */
export const everybody: readonly Character[] = Object.values(people);
