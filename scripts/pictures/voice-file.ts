import { writeFile } from "node:fs/promises";

const rate = 48_000;
/** One sentence and a breath; browsers play it again and again. */
const seconds = 6;
const syllables = [0.1, 0.36, 0.6, 0.92, 1.2, 1.42, 1.8, 2.1, 2.36, 2.9, 3.16, 3.4, 3.75, 4.0, 4.3, 4.62];
const syllableSeconds = 0.2;

/** How loud the voice is: it opens and closes with each syllable. */
const openness = (at: number): number => {
  const since = at - (syllables.findLast((start) => start <= at) ?? -1);
  return since < syllableSeconds ? Math.sin((Math.PI * since) / syllableSeconds) ** 2 : 0;
};

/** Overtones are strongest around two resonances, which move as a mouth does. */
const strength = (hertz: number, at: number): number => {
  const [first, second] = [520 + 180 * Math.sin(5 * at), 1_500 + 600 * Math.sin(3 * at + 1)];
  return Math.exp(-(((hertz - first) / 260) ** 2)) + 0.6 * Math.exp(-(((hertz - second) / 420) ** 2)) + 0.08;
};

/** A voice, nearly: overtones of one pitch, syllable by syllable. */
const speak = (): Int16Array => {
  const samples = new Int16Array(rate * seconds);
  let phase = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const at = index / rate;
    const pitch = 150 + 25 * Math.sin(1.7 * at) - 6 * at;
    phase += (2 * Math.PI * pitch) / rate;
    let sum = 0;
    for (let overtone = 1; overtone <= 24; overtone += 1)
      sum += (Math.sin(overtone * phase) * strength(overtone * pitch, at)) / overtone ** 0.5;
    samples[index] = Math.round(5_000 * openness(at) * sum);
  }
  return samples;
};

/** Writes a wave file that a browser takes for its microphone: of somebody who speaks, or who listens. */
export const writeVoiceFile = async (path: string, speaks: boolean): Promise<string> => {
  const data = Buffer.from((speaks ? speak() : new Int16Array(rate)).buffer);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // one channel
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(data.length, 40);
  await writeFile(path, Buffer.concat([head, data]));
  return path;
};
