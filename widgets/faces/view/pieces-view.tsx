import type { FacesModel } from "../model.ts";
import type { PieceKind } from "../pieces/piece.ts";
import { pieces } from "../pieces/pieces.ts";
import { t } from "../texts.ts";

const addressOf = (drawing: string): string => `data:image/svg+xml,${encodeURIComponent(drawing)}`;

/** Pieces of a kind to put on and take off. */
export const PiecesView = ({ kind, model }: { kind: PieceKind; model: FacesModel }) => {
  const worn = model.wishes.value.worn[kind];
  return (
    <section class="faces-pieces" aria-label={t(kind)}>
      <h3 class="tfx-small tfx-strong">{t(kind)}</h3>
      <div class="tfx-row">
        {pieces
          .filter((piece) => piece.kind === kind)
          .map(({ id, drawing }) => (
            <button
              key={id}
              type="button"
              class="faces-piece"
              aria-pressed={worn === id}
              aria-label={t(id)}
              onClick={() => model.toggle(kind, id)}
            >
              <img src={addressOf(drawing)} alt="" />
            </button>
          ))}
      </div>
    </section>
  );
};
