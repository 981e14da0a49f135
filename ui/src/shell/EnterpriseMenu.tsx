import { BeakerIcon, ChevronDownIcon, OrganizationIcon, PlusIcon } from "@primer/octicons-react";
import { ActionList, ActionMenu } from "@primer/react";
import { useAct } from "../backend/queries";
import type { Shell } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { openDialog } from "./dialogs";
import { enterpriseTitle } from "../words/enterprises";
import { enterpriseAddress } from "./names";
import styles from "./Navigation.module.css";

/** The enterprise at hand, and the way to another one. */
export function EnterpriseMenu({ shell }: { shell: Shell }) {
  const changeSettings = useAct("change_settings");
  const { enterprise, enterprises } = shell;
  const name = enterprise === null ? m.shell_no_enterprise() : enterpriseTitle(enterprise.name);
  const address =
    enterprise === null ? m.shell_no_enterprise_words() : enterpriseAddress(enterprise);
  const practice = enterprise?.practice === true;
  const choose = (chosen: string) =>
    changeSettings.mutate({ language: null, appearance: null, side: null, enterprise: chosen });

  return (
    <ActionMenu>
      <ActionMenu.Anchor>
        <button
          type="button"
          className={practice ? `${styles.enterprise} ${styles.practice}` : styles.enterprise}
          title={`${name}, ${address}`}
        >
          <span className={styles.enterpriseIcon} aria-hidden="true">
            {practice ? <BeakerIcon /> : <OrganizationIcon />}
          </span>
          <span className={styles.enterpriseWords}>
            <span className={styles.spoken}>{m.shell_choose_enterprise()}</span>
            <span className={styles.enterpriseName}>{name}</span>
            <span className={styles.enterpriseAddress}>{address}</span>
          </span>
          <ChevronDownIcon className={styles.chevron} aria-hidden="true" />
        </button>
      </ActionMenu.Anchor>
      <ActionMenu.Overlay width="medium" side="outside-top">
        <ActionList>
          <ActionList.Group selectionVariant="single">
            <ActionList.GroupHeading>{m.shell_enterprises()}</ActionList.GroupHeading>
            {enterprises.map((known) => (
              <ActionList.Item
                key={known.name}
                selected={known.name === enterprise?.name}
                onSelect={() => choose(known.name)}
              >
                <ActionList.LeadingVisual>
                  {known.practice ? <BeakerIcon /> : <OrganizationIcon />}
                </ActionList.LeadingVisual>
                {enterpriseTitle(known.name)}
                <ActionList.Description variant="block">
                  {enterpriseAddress(known)}
                </ActionList.Description>
              </ActionList.Item>
            ))}
          </ActionList.Group>
          <ActionList.Divider />
          <ActionList.Item onSelect={() => openDialog("add-enterprise")}>
            <ActionList.LeadingVisual>
              <PlusIcon />
            </ActionList.LeadingVisual>
            {m.shell_add_enterprise()}
          </ActionList.Item>
        </ActionList>
      </ActionMenu.Overlay>
    </ActionMenu>
  );
}
