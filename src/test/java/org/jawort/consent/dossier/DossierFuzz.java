package org.jawort.consent.dossier;

import java.util.List;
import java.util.Locale;

/** A file that somebody says is a dossier, JSON or PDF, before the command that checks it. */
public final class DossierFuzz {
  private DossierFuzz() {}

  /** Any bytes are no dossier or get findings. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (DossierCheck.isDossier(input)) {
      DossierCheck.check(input, List.of(), Locale.ENGLISH);
    }
  }
}
