package org.jawort.consent.purpose;

import java.util.List;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/** Knows on which forms a purpose is asked for; the room that keeps the forms implements it. */
public interface PurposeForms {
  /** A form that people can open. */
  record Shown(String name, Language language) {}

  /** The open forms that ask for the purpose. */
  List<Shown> asking(TenantId tenant, PurposeId purpose);
}
