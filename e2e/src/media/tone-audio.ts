const rate = 48_000;
const seconds = 1.5;
const beepSeconds = 0.5;
const silenceSeconds = 0.25;

/**
 * A WAV file of a sine tone in beeps: noise suppression would take a steady one for noise. Chromium
 * plays it in a loop.
 */
export const toneAudio = (hertz: number): Buffer => {
  const samples = rate * seconds;
  const data = Buffer.alloc(samples * 2);
  for (let index = 0; index < samples; index++) {
    const time = index / rate;
    const inBeep = time % (beepSeconds + silenceSeconds);
    // Edges of 20 ms keep clicks, which hold every frequency, out of the spectrum.
    const envelope = inBeep > beepSeconds ? 0 : Math.min(1, inBeep / 0.02, (beepSeconds - inBeep) / 0.02);
    data.writeInt16LE(Math.round(12_000 * envelope * Math.sin(2 * Math.PI * hertz * time)), index * 2);
  }
  return Buffer.concat([header(data.length), data]);
};

const header = (bytes: number): Buffer => {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(bytes, 40);
  return head;
};
