import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { createDenoiser } from "./denoiser.ts";
import { createVoiceChain, quantum, type VoiceWish } from "./voice-chain.ts";

// RNNoise itself, as it is packaged: what is measured here is what people hear.

const rate = 48_000;
const bytes = readFileSync(createRequire(import.meta.url).resolve("@jitsi/rnnoise-wasm/dist/rnnoise.wasm"));
const clean: VoiceWish = { clean: true, gain: 1 };

/** The same noise at each run: white, from a linear congruential generator. */
const noise = (seconds: number, peak: number): Float32Array => {
  let state = 12_345;
  return Float32Array.from({ length: seconds * rate }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * peak;
  });
};

/** A vowel: the first 30 overtones of a voice whose pitch glides, louder and softer in syllables. */
const voice = (seconds: number): Float32Array => {
  let phase = 0;
  return Float32Array.from({ length: seconds * rate }, (_, index) => {
    const time = index / rate;
    phase += (2 * Math.PI * (140 + 25 * Math.sin(2 * Math.PI * 0.7 * time))) / rate;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 3 * time)) ** 0.5;
    let sum = 0;
    for (let overtone = 1; overtone <= 30; overtone++) sum += Math.sin(overtone * phase) / overtone ** 1.1;
    return sum * syllable * 0.12;
  });
};

const mixed = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, at) => value + (b[at] ?? 0));

const run = (input: Float32Array, wishAt: (sample: number) => VoiceWish) => {
  const chain = createVoiceChain(createDenoiser(bytes), rate);
  const output = new Float32Array(Math.floor(input.length / quantum) * quantum);
  const calm: boolean[] = [];
  for (let at = 0; at < output.length; at += quantum) {
    chain.wish(wishAt(at));
    chain.process(input.subarray(at, at + quantum), output.subarray(at, at + quantum));
    calm.push(chain.isCalm);
  }
  return { output, calm, delay: chain.delay };
};

const decibels = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, value) => sum + value * value, 1e-12) / samples.length);

const largestStep = (samples: Float32Array): number =>
  samples.reduce((most, value, at) => Math.max(most, at === 0 ? 0 : Math.abs(value - (samples[at - 1] ?? 0))), 0);

const largestDifference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? 0))), 0);

/** By how many samples `late` fits `early` best. */
const lagOf = (early: Float32Array, late: Float32Array, most: number): number => {
  let best = { lag: 0, sum: Number.NEGATIVE_INFINITY };
  for (let lag = 0; lag <= most; lag++) {
    let sum = 0;
    for (let at = 0; at + lag < late.length; at += 3) sum += (early[at] ?? 0) * (late[at + lag] ?? 0);
    if (sum > best.sum) best = { lag, sum };
  }
  return best.lag;
};

describe("the own voice", () => {
  it.each([
    ["loud", 0.2],
    ["of a fan", 0.05],
    ["faint", 0.01],
  ])("loses stationary noise, %s, by 20 dB and more", (_name, peak) => {
    const input = noise(6, peak);
    const { output } = run(input, () => clean);
    expect(decibels(input.subarray(4 * rate)) - decibels(output.subarray(4 * rate))).toBeGreaterThan(20);
  });

  it("stays as loud as it is, in noise too", () => {
    const speech = voice(4);
    const { output } = run(mixed(speech, noise(4, 0.01)), () => clean);
    const lost = decibels(speech.subarray(2 * rate)) - decibels(output.subarray(2 * rate));
    expect(Math.abs(lost)).toBeLessThan(3);
  });

  it("comes at most 20 ms later", () => {
    const speech = voice(3);
    const { output, delay } = run(speech, () => clean);
    const lag = lagOf(speech.subarray(rate, 2 * rate), output.subarray(rate, 2 * rate), 2_400);
    expect(delay / rate).toBeLessThan(0.02);
    expect(lag / rate).toBeLessThan(0.021);
  });

  it("goes through untouched but later while nothing is to be done", () => {
    const speech = voice(1);
    const { output, delay } = run(speech, () => ({ clean: false, gain: 1 }));
    expect(largestDifference(output.subarray(delay), speech)).toBe(0);
  });

  it("changes over without a click, both ways", () => {
    const speech = voice(3);
    const steady = [run(speech, () => clean), run(speech, () => ({ clean: false, gain: 1 }))].map(({ output }) => largestStep(output));
    const { output } = run(speech, (at) => ({ clean: Math.floor(at / 7_040) % 2 === 1, gain: 1 }));
    expect(largestStep(output)).toBeLessThan(Math.max(...steady) * 1.05);
  });

  it("never goes past full scale, however much louder it is made", () => {
    const { output } = run(voice(2), () => ({ clean: true, gain: 4 }));
    expect(output.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeLessThan(0.9);
    expect(decibels(output.subarray(rate))).toBeGreaterThan(decibels(voice(2).subarray(rate)));
  });

  it("is calm in pauses, even where it is never silent", () => {
    const input = noise(3, 0.01);
    input.set(mixed(voice(1), input), rate);
    const { calm } = run(input, () => clean);
    const at = (second: number) => calm[Math.floor((second * rate) / quantum)];
    expect([at(0.9), at(2.9)]).toEqual([true, true]);
    expect(calm.slice((1.2 * rate) / quantum, (1.9 * rate) / quantum)).toContain(false);
  });
});

describe("the sound below a voice", () => {
  it("is taken away: hum of 50 Hz by 6 dB and more", () => {
    const hum = Float32Array.from({ length: 3 * rate }, (_, at) => 0.05 * Math.sin((2 * Math.PI * 50 * at) / rate));
    const { output } = run(mixed(hum, voice(3)), () => clean);
    const power = (samples: Float32Array) => {
      let [real, imaginary] = [0, 0];
      samples.forEach((value, at) => {
        real += value * Math.cos((2 * Math.PI * 50 * at) / rate);
        imaginary += value * Math.sin((2 * Math.PI * 50 * at) / rate);
      });
      return 20 * Math.log10(Math.hypot(real, imaginary) / samples.length);
    };
    expect(power(hum.subarray(rate)) - power(output.subarray(rate))).toBeGreaterThan(6);
  });
});
