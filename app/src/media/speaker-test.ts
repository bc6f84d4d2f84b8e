/** Plays a short friendly sound on a speaker, so that a person knows that they will hear. */
export const playTestSound = async (speakerId: string): Promise<void> => {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = output.stream;
  if ("setSinkId" in element && speakerId !== "") await element.setSinkId(speakerId);
  const notes = [523.25, 659.25, 783.99];
  for (const [index, frequency] of notes.entries()) {
    const at = context.currentTime + 0.1 + index * 0.16;
    const tone = new OscillatorNode(context, { frequency, type: "sine" });
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(0.25, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    tone.connect(loudness).connect(output);
    tone.start(at);
    tone.stop(at + 0.5);
  }
  await element.play();
  setTimeout(() => {
    element.srcObject = null;
    void context.close();
  }, 1_500);
};
