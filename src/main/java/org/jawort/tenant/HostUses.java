package org.jawort.tenant;

import java.util.List;
import org.jawort.platform.TenantId;

/** Says what sends visitors to a host; each room that does so has one bean of this type. */
public interface HostUses {
  /** Whatever of the room leads to the host now, asked inside the caller's transaction. */
  List<HostUse> of(TenantId tenant, HostName host);
}
