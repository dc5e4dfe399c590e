package org.jawort.desk.dossier;

import java.time.LocalDate;
import org.jawort.platform.Language;

/** Under which names files about people are handed out. */
final class FileNames {
  private FileNames() {}

  /** Without an address: the name of a file stands in lists, logs and histories. */
  static String of(Dossier dossier, String ending) {
    return of(dossier.frame(), dossier.way().id().toString(), "nachweis", "proof") + "." + ending;
  }

  static String of(DocumentContext documentContext, String id, String german, String english) {
    LocalDate day =
        LocalDate.ofInstant(documentContext.madeAt(), documentContext.tenant().timeZone());
    String word = documentContext.language() == Language.DE ? german : english;
    return "%s-%s-%s".formatted(word, shortId(id), day);
  }

  /** The end of an id, which tells ids apart that were made in the same moment. */
  static String shortId(String id) {
    return id.substring(id.length() - 8);
  }
}
