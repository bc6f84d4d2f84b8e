const pad = (value: number): string => String(value).padStart(2, "0");

/** A time as a clock shows it: `24:18`, `1:02:03`. */
export const clockTime = (seconds: number): string => {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
};
