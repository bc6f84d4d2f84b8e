const minutes = [1, 3, 5, 10];

/** Others may run another version, or a hostile one: an end is a moment within an hour, or there is none. */
export const endOf = (value, now) => (typeof value === "number" && value > now && value <= now + 3_600_000 ? value : undefined);

/** Time left, as people read it. */
export const clock = (ms) => {
  const seconds = Math.ceil(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

export const widget = {
  mount(context, root) {
    // Milliseconds since 1970. Clocks of computers agree to about a second, which is enough for a break.
    const ends = context.state.value("ends", 0);
    const left = root.appendChild(document.createElement("time"));
    left.role = "timer";
    let wasRunning = false;

    const button = (text, onClick) => {
      const made = root.appendChild(document.createElement("button"));
      made.textContent = text;
      made.addEventListener("click", onClick);
    };
    for (const count of minutes) button(`${count} min`, () => ends.set(Date.now() + count * 60_000));
    button("Stop", () => ends.set(0));

    const draw = () => {
      const end = endOf(ends.value, Date.now());
      left.textContent = clock(end === undefined ? 0 : end - Date.now());
      if (wasRunning && end === undefined && ends.value !== 0) context.ui.toast("Time is up.");
      wasRunning = end !== undefined;
    };
    const tell = () => {
      const end = endOf(ends.value, Date.now());
      const until = end === undefined ? "No timer runs." : `Until ${new Date(end).toLocaleTimeString([], { timeStyle: "short" })}`;
      context.ui.summary([{ text: until }]);
      draw();
    };
    ends.on(tell);
    tell();
    const ticking = setInterval(draw, 250);
    context.signal.addEventListener("abort", () => clearInterval(ticking), { once: true });
  },
};
