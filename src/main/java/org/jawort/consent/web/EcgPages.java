package org.jawort.consent.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Objects;
import org.jawort.consent.ecg.EcgFile;
import org.jawort.consent.ecg.EcgList;
import org.jawort.consent.ecg.EcgLists;
import org.jawort.consent.ecg.EcgLoadOutcome;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Austria's ECG list: how old it is, and a new one in its place (B-14). */
@Controller
class EcgPages {
  static final String PATH = "/app/settings/ecg";

  private final EcgLists lists;
  private final InstantSource clock;

  EcgPages(EcgLists lists, InstantSource clock) {
    this.lists = lists;
    this.clock = clock;
  }

  @GetMapping(PATH)
  Answer page(Acting acting) {
    EcgList current = lists.current(acting.tenant()).orElse(null);
    return Answer.page("consent/ecg")
        .with("lists", lists.all(acting.tenant()))
        .with("current", current)
        .with("days", current == null ? 0L : current.days(clock.instant()))
        .with("old", current != null && current.isOld(clock.instant()))
        .with("needed", lists.isNeeded(acting.tenant()));
  }

  @PostMapping(PATH)
  Answer load(@RequestParam MultipartFile file, Acting acting) {
    return switch (lists.load(
        acting.tenant(),
        acting.user().value(),
        Objects.requireNonNullElse(file.getOriginalFilename(), ""),
        content(file))) {
      case EcgLoadOutcome.Loaded(EcgList list) ->
          Answer.redirect(PATH).good("consent.ecg.loaded", String.valueOf(list.entries()));
      case EcgLoadOutcome.Refused(var why) ->
          page(acting).with("problem", "consent.ecg.no." + why.name()).status(422);
    };
  }

  private static byte[] content(MultipartFile file) {
    try {
      // What is too big is not read.
      return file.getSize() > EcgFile.MOST ? new byte[EcgFile.MOST + 1] : file.getBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
