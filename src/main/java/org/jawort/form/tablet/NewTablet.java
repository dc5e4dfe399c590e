package org.jawort.form.tablet;

import org.jawort.form.FormId;

/**
 * What staff decide who open a form on a device.
 *
 * @param place where it stands
 * @param idleSeconds without a touch, after which it forgets what was typed
 */
public record NewTablet(FormId form, String place, TabletPin pin, int idleSeconds) {}
