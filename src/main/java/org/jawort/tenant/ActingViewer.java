package org.jawort.tenant;

import org.jawort.platform.TenantId;
import org.jawort.platform.web.Viewer;

/** A viewer of whom is known as whom they act. */
public interface ActingViewer extends Viewer {
  /** The member of staff. */
  Acting acting();

  @Override
  default TenantId tenant() {
    return acting().tenant();
  }
}
