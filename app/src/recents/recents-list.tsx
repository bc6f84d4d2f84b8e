import type { Invite } from "@tfx/protocol";
import { Avatar, CloseIcon, IconButton, Skeleton } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { Recent } from "./recents.ts";
import type { RecentsModel } from "./recents-model.ts";
import "./recents-list.css";

/** The rooms that were visited, with who was there and when. */
export const RecentsList = ({ recents, open, atMost = 6 }: { recents: RecentsModel; open: (invite: Invite) => void; atMost?: number }) => {
  const { i18n } = useApp();
  const { t } = i18n;
  const list = recents.list.value;
  return (
    <section class="tfx-stack" aria-label={t("start.recent")}>
      <h2 class="tfx-small tfx-muted">{t("start.recent")}</h2>
      {list === undefined && <Skeleton />}
      {list?.length === 0 && <p class="tfx-muted tfx-small">{t("start.recentEmpty")}</p>}
      <ul class="tfx-recents">
        {list?.slice(0, atMost).map((recent) => (
          <RecentLine
            key={`${recent.invite.server}/${recent.invite.room}`}
            recent={recent}
            open={open}
            forget={(invite) => recents.forget(invite)}
          />
        ))}
      </ul>
    </section>
  );
};

const RecentLine = ({ recent, open, forget }: { recent: Recent; open: (invite: Invite) => void; forget: (invite: Invite) => void }) => {
  const { i18n } = useApp();
  const { t } = i18n;
  const names = recent.names.length === 0 ? t("start.alone") : i18n.list(recent.names);
  return (
    <li class="tfx-recent">
      <button type="button" class="tfx-recent__open" onClick={() => open(recent.invite)}>
        <Avatar name={recent.invite.room} />
        <span class="tfx-recent__words">
          <span class="tfx-strong tfx-clip">{recent.invite.room}</span>
          <span class="tfx-small tfx-muted tfx-clip">
            {names} · {i18n.ago(recent.at, Date.now())}
          </span>
        </span>
      </button>
      <IconButton
        class="tfx-recent__forget"
        icon={CloseIcon}
        size="small"
        label={t("start.forget", { room: recent.invite.room })}
        tip="none"
        onClick={() => forget(recent.invite)}
      />
    </li>
  );
};
