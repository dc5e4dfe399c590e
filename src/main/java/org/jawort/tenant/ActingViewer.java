package org.jawort.tenant;

import org.jawort.platform.web.Viewer;

/** A viewer of whom is known as whom they act. */
public interface ActingViewer extends Viewer {
  /** The member of staff. */
  Acting acting();
}
