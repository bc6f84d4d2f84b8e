import { useSignal, type ReadonlySignal } from "@preact/signals";
import type { I18n } from "@tfx/app";
import { Button, CloseIcon, IconButton } from "@tfx/ui";
import "./extension-offer.css";

/** Properties of the offer. */
export interface ExtensionOfferProps {
  readonly i18n: I18n;
  /** Whether the page is before a call, where a change of place costs nothing. */
  readonly shown: ReadonlySignal<boolean>;
  /** Hands the room over; resolves to whether the extension took it. */
  readonly open: () => Promise<boolean>;
}

/** One line that offers to go on in the extension. It covers nothing and can be sent away. */
export const ExtensionOffer = ({ i18n: { t }, shown, open }: ExtensionOfferProps) => {
  const state = useSignal<"offered" | "opened" | "closed">("offered");
  const opened = state.value === "opened";
  if (state.value === "closed" || (!shown.value && !opened)) return null;
  return (
    <aside class="extension-offer" aria-label={t("offer.text")}>
      <p class="extension-offer__text" role="status">
        {opened ? t("offer.opened") : t("offer.text")}
      </p>
      {!opened && (
        <Button
          size="small"
          onClick={() => {
            void open().then((taken) => {
              if (taken) state.value = "opened";
            });
          }}
        >
          {t("offer.open")}
        </Button>
      )}
      <IconButton icon={CloseIcon} size="small" label={t("offer.close")} tip="none" onClick={() => (state.value = "closed")} />
    </aside>
  );
};
