package org.jawort.tenant.provider;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.platform.SettingException;
import org.jawort.tenant.Role;

/**
 * Which group of the provider has which role in which tenant, as the operator wrote it: {@code
 * owners=owner,marketing=editor,support=staff/2}, where the number is the tenant's and 1 may be
 * left out.
 */
record GroupRoles(List<GroupRole> rules) {
  private static final String SETTING = "JAWORT_OIDC_ROLES";
  private static final Pattern RULE =
      Pattern.compile("(.+)=(owner|editor|staff|auditor)(?:/([1-9][0-9]{0,8}))?");

  /** One of them. */
  record GroupRole(String group, Role role, int tenant) {}

  static GroupRoles parse(String text) {
    return new GroupRoles(
        text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split("\\s*,\\s*")).map(GroupRoles::rule).toList());
  }

  private static GroupRole rule(String text) {
    Matcher matcher = RULE.matcher(text);
    if (!matcher.matches()) {
      throw new SettingException(
          SETTING,
          "has \""
              + text
              + "\"; expected group=role or group=role/number, with the roles owner,"
              + " editor, staff, auditor");
    }
    int tenant = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    return new GroupRole(
        matcher.group(1), Role.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)), tenant);
  }

  /** The tenants about which the groups decide. */
  Set<Integer> tenants() {
    var numbers = new TreeSet<Integer>();
    rules.forEach(rule -> numbers.add(rule.tenant()));
    return numbers;
  }

  /** The highest role that the groups have in a tenant; empty where they have none. */
  Optional<Role> role(int tenant, Collection<String> groups) {
    return rules.stream()
        .filter(rule -> rule.tenant() == tenant && groups.contains(rule.group()))
        .map(GroupRole::role)
        .min(Comparator.comparing(Role::ordinal));
  }
}
