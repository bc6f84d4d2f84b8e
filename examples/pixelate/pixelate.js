/* tfx-widget {"id":"org.example.pixelate","name":"Pixelate","description":"Your picture in large blocks, made by code of its own.","author":"TFX Sessions","version":"1.0.0","sdk":"1","kind":"bundle","icon":"widget","category":"see","permissions":["media:video-filter"],"reasons":{"media:video-filter":"Makes blocks of your picture before it is sent."},"absent":{"summary":"Pictures in large blocks."}} */
// A filter that is code: pictures come in, changed pictures go back. Shaders as data (../duotone) are quicker;
// this is for what no shader can do. Add it in a call: Widgets, Add a widget…, Choose a file.

const id = "blocks";

/** How many blocks are beside and above each other, for a picture of this size. */
export const blocksOf = ({ width, height }, side) => ({
  columns: Math.max(1, Math.round(width / side)),
  rows: Math.max(1, Math.round(height / side)),
});

/** Draws pictures small and large again: the blocks are what is lost between. */
export const createPixelator = (newCanvas) => {
  const [small, large] = [newCanvas(), newCanvas()];
  const draw = (canvas, source, { width, height }) => {
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const pen = canvas.getContext("2d");
    pen.imageSmoothingEnabled = canvas === small;
    pen.drawImage(source, 0, 0, width, height);
  };
  return (picture, side) => {
    const { columns, rows } = blocksOf(picture, side);
    draw(small, picture, { width: columns, height: rows });
    draw(large, small, { width: picture.width, height: picture.height });
    return large.transferToImageBitmap();
  };
};

export const widget = {
  async mount(context, root) {
    root.style.cssText = "display:grid;gap:16px;padding:16px;font:15px system-ui;color:var(--text-1)";
    const label = root.appendChild(document.createElement("label"));
    label.style.cssText = "display:grid;gap:8px";
    label.textContent = "Size of the blocks";
    const size = label.appendChild(document.createElement("input"));
    Object.assign(size, { type: "range", min: 8, max: 64, step: 8, value: 24 });
    const button = root.appendChild(document.createElement("button"));
    button.style.cssText = "padding:12px;font:inherit";
    const says = root.appendChild(document.createElement("p"));
    says.setAttribute("role", "status");

    const pixelate = createPixelator(() => new OffscreenCanvas(1, 1));
    let isOn = false;

    const change = async () => {
      for await (const picture of context.media.filter.pictures()) {
        const changed = pixelate(picture.bitmap, Number(size.value));
        picture.bitmap.close();
        context.media.filter.answer(picture.id, changed);
      }
    };
    const turn = async (on) => {
      isOn = on;
      button.textContent = on ? "Show me as I am" : "Pixelate me";
      says.textContent = "";
      try {
        await context.media.filter.set(on ? [{ id, kind: "pictures", band: "overlay", width: 640 }] : []);
      } catch (error) {
        says.textContent = "Your picture goes out as it is: this widget may not change it.";
        context.log.debug(String(error));
      }
    };
    button.addEventListener("click", () => void turn(!isOn));
    context.media.filter.state.on((state) => {
      if (state?.bypassed.includes(id)) says.textContent = "Your computer is busy: the blocks were switched off for now.";
      else if (state?.problem !== undefined) says.textContent = "Your picture goes out as it is: this browser cannot change it.";
    });
    await turn(true);
    // Not awaited: pictures come for as long as the widget runs.
    change().catch((error) => {
      // The person took the permission back, or the widget ended.
      says.textContent = "Your picture goes out as it is.";
      context.log.debug(String(error));
    });
  },
};
