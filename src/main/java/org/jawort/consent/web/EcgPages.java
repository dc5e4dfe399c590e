package org.jawort.consent.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import org.jawort.consent.ecg.EcgFetchOutcome;
import org.jawort.consent.ecg.EcgFile;
import org.jawort.consent.ecg.EcgList;
import org.jawort.consent.ecg.EcgLists;
import org.jawort.consent.ecg.EcgLoadOutcome;
import org.jawort.consent.ecg.EcgSource;
import org.jawort.consent.ecg.EcgSources;
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

  private static final String FAULT = "consent.ecg.fault.";

  private final EcgLists lists;
  private final EcgSources sources;
  private final InstantSource clock;

  EcgPages(EcgLists lists, EcgSources sources, InstantSource clock) {
    this.lists = lists;
    this.sources = sources;
    this.clock = clock;
  }

  @GetMapping(PATH)
  Answer page(Acting acting) {
    EcgList current = lists.current(acting.tenant()).orElse(null);
    EcgSource source = sources.find(acting.tenant()).orElse(null);
    return Answer.page("consent/ecg")
        .with("lists", lists.all(acting.tenant()))
        .with("current", current)
        .with("days", current == null ? 0L : current.days(clock.instant()))
        .with("old", current != null && current.isOld(clock.instant()))
        .with("source", source)
        .with("url", source == null ? "" : source.url())
        .with("host", source == null ? "" : URI.create(source.url()).getHost())
        .with("fault", source == null || source.fault() == null ? null : FAULT + source.fault())
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

  @PostMapping(PATH + "/source")
  Answer source(@RequestParam String url, Acting acting) {
    String wanted = url.strip();
    if (wanted.isEmpty()) {
      sources.forget(acting.tenant());
      return Answer.redirect(PATH).good("consent.ecg.source.ended");
    }
    if (!EcgSources.isAddress(wanted)) {
      return page(acting)
          .with("url", wanted)
          .with("urlProblem", "consent.ecg.source.wrong")
          .status(422);
    }
    sources.choose(acting.tenant(), acting.user().value(), wanted);
    return Answer.redirect(PATH).good("consent.ecg.source.chosen");
  }

  @PostMapping(PATH + "/fetch")
  Answer fetch(Acting acting) {
    Answer answer = Answer.redirect(PATH);
    return switch (sources.fetch(acting.tenant())) {
      case EcgFetchOutcome.Loaded(EcgList list) ->
          answer.good("consent.ecg.loaded", String.valueOf(list.entries()));
      case EcgFetchOutcome.Unchanged unchanged -> answer.good("consent.ecg.fetch.unchanged");
      case EcgFetchOutcome.Failed failed -> answer.bad("consent.ecg.fetch.failed");
      case EcgFetchOutcome.Nowhere nowhere -> answer.bad("consent.ecg.fetch.nowhere");
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
