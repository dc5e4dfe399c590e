package org.jawort.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a handler's {@link FormInput} under which beginnings of message keys the labels of its
 * fields stand.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Labels {
  /** With {@code tenant.profile} the field {@code name} is called {@code tenant.profile.name}. */
  String[] value();
}
