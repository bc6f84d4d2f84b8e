import { Avatar, CheckIcon, CopyIcon, Icon, IconButton, LanguageIcon } from "@tfx/ui";
import { useMemo } from "preact/hooks";
import type { Card } from "../card/card.ts";
import { readLink } from "../card/link.ts";
import type { IntroductionModel } from "../model.ts";
import { photoUrl } from "../photo/photo-facts.ts";
import { t } from "../texts.ts";

/** A photo, or initials where there is none. */
export const Photo = ({ photo, name }: { photo: Uint8Array | undefined; name: string }) => {
  const url = useMemo(() => (photo === undefined ? undefined : photoUrl(photo)), [photo]);
  // The name stands beside it.
  if (url !== undefined) return <img class="intro-photo" src={url} alt="" />;
  return (
    <span class="intro-photo intro-photo--initials">
      <Avatar name={name} large />
    </span>
  );
};

const LinkRow = ({ href, model }: { href: string; model: IntroductionModel }) => {
  const link = readLink(href);
  if (link === undefined) return null;
  const copied = model.copied.value?.href === href ? model.copied.value.state : undefined;
  return (
    <li class="intro-link">
      <span class="intro-link__text tfx-small" dir="ltr">
        <span class="tfx-strong">{link.host}</span>
        <span class="tfx-muted">{link.rest}</span>
      </span>
      <IconButton
        icon={copied === "copied" ? CheckIcon : CopyIcon}
        label={t("link.copy", { link: link.host })}
        size="small"
        tip="none"
        onClick={() => void model.copy(href)}
      />
      <span role="status" class={copied === "copied" ? "tfx-hidden" : "intro-link__note tfx-small"}>
        {copied !== undefined && t(`link.${copied}`)}
      </span>
    </li>
  );
};

const Links = ({ card, model }: { card: Card; model: IntroductionModel }) =>
  card.links.length === 0 ? null : (
    <ul class="intro-links" aria-label={t("card.links", { name: card.name })}>
      {[...new Set(card.links)].map((href) => (
        <LinkRow key={href} href={href} model={model} />
      ))}
    </ul>
  );

/** Properties of a card. */
export interface CardViewProps {
  readonly card: Card;
  readonly model: IntroductionModel;
  readonly inCallAs?: string | undefined;
  readonly isSelf?: boolean;
}

/** How somebody introduces themselves. */
export const CardView = ({ card, model, inCallAs, isSelf = false }: CardViewProps) => (
  <article class="intro-card">
    <Photo photo={card.photo} name={card.name} />
    <div class="intro-card__words">
      <h3 class="intro-card__name">
        <bdi>{isSelf ? t("card.you", { name: card.name }) : card.name}</bdi>
        {card.pronouns !== "" && (
          <span class="tfx-small tfx-muted" dir="auto">
            {card.pronouns}
          </span>
        )}
      </h3>
      {inCallAs !== undefined && <p class="tfx-small intro-card__call">{t("card.inCall", { name: inCallAs })}</p>}
      {card.role !== "" && <p dir="auto">{card.role}</p>}
      {card.language !== "" && (
        <p class="intro-card__language tfx-small tfx-muted">
          <Icon icon={LanguageIcon} small />
          {t("card.language", { language: card.language })}
        </p>
      )}
      <Links card={card} model={model} />
    </div>
  </article>
);
