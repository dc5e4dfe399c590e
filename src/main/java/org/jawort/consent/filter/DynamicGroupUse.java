package org.jawort.consent.filter;

import java.util.List;
import java.util.UUID;
import org.jawort.contact.group.GroupAndFieldUse;
import org.jawort.platform.TenantId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells which groups that fill themselves do so by another group, or by an own field. */
@Component
class DynamicGroupUse implements GroupAndFieldUse {
  /** Asked for late: groups ask who uses them, and that is told by reading groups. */
  private final ObjectProvider<DynamicGroups> groups;

  DynamicGroupUse(ObjectProvider<DynamicGroups> groups) {
    this.groups = groups;
  }

  @Override
  public List<String> uses(TenantId tenant, UUID id) {
    return groups.getObject().definedBy(tenant, id);
  }
}
