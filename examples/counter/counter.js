/* tfx-widget {"id":"org.example.counter","name":"Counter","description":"A number that everybody can raise, and how loud it is while they do.","author":"TFX Sessions","version":"1.0.0","sdk":"1","kind":"bundle","icon":"widget","category":"make","permissions":["state:shared","media:levels"],"reasons":{"media:levels":"Shows how loud the room is."},"absent":{"summary":"A shared number."}} */
// A whole widget in one file: no build, no dependencies. Add it in a call: Widgets, Add a widget…, Choose a file.

export const widget = {
  async mount(context, root) {
    const count = context.state.value("count", 0);
    const button = root.appendChild(document.createElement("button"));
    const meter = root.appendChild(document.createElement("meter"));
    Object.assign(meter, { min: 0, max: 1, ariaLabel: "Loudness of the room" });
    root.style.cssText = "display:grid;gap:16px;padding:16px;font:15px system-ui;color:var(--text-1)";
    button.style.cssText = "padding:12px;font:inherit";

    const draw = () => {
      button.textContent = `Count: ${count.value}`;
      context.ui.summary([{ text: `Count: ${count.value}` }]);
    };
    button.addEventListener("click", () => count.set(count.value + 1));
    count.on(draw);
    draw();

    // Not awaited: the stream goes on for as long as the widget does.
    void (async () => {
      try {
        for await (const levels of context.media.levels({ perSecond: 5 })) meter.value = Math.max(...levels.map(({ level }) => level));
      } catch (error) {
        // The person took the permission back, or the widget ended: it works without.
        context.log.debug(String(error));
      }
    })();
  },
};
