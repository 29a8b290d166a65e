import { useText } from "../i18n";
import { Select } from "../parts/Select";

interface OrganizationFieldProps {
  organizations: readonly { readonly id: string; readonly name: string }[];
  value: string | null;
  onChange: (id: string) => void;
  error: string | null;
}

export default function OrganizationField({ organizations, value, onChange, error }: OrganizationFieldProps) {
  const t = useText();
  return (
    <Select
      choices={organizations.map(({ id, name }) => ({ id, label: name }))}
      error={error}
      label={t.entry.organization}
      onChange={onChange}
      placeholder={t.entry.chooseOrganization}
      value={value}
    />
  );
}
