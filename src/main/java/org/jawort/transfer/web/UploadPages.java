package org.jawort.transfer.web;

import static org.jawort.transfer.web.TransferAddresses.IMPORTS;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.transfer.imports.Import;
import org.jawort.transfer.imports.ImportId;
import org.jawort.transfer.imports.Imports;
import org.jawort.transfer.imports.UploadOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/** Importe: the files that came in, and the way in for the next one. */
@Controller
class UploadPages {
  /** Imports on a page. */
  private static final int SIZE = 20;

  private final Imports imports;
  private final MessageSource messages;
  private final JsonMapper json;

  UploadPages(Imports imports, MessageSource messages, JsonMapper json) {
    this.imports = imports;
    this.messages = messages;
    this.json = json;
  }

  @GetMapping(IMPORTS)
  Answer list(@RequestParam(defaultValue = "") String before, Acting acting) {
    return draw(FormInput.empty(), before, acting);
  }

  private Answer draw(FormInput form, String before, Acting acting) {
    Optional<UUID> end =
        before.matches(TransferAddresses.ID)
            ? Optional.of(UUID.fromString(before))
            : Optional.empty();
    List<Import> found = imports.page(acting.tenant(), end, SIZE + 1);
    List<Import> shown = found.subList(0, Math.min(SIZE, found.size()));
    return Answer.page("transfer/imports")
        .with("form", form)
        .with("imports", shown)
        .with("most", Imports.MOST_BYTES)
        .with("first", end.isEmpty() ? null : IMPORTS)
        .with("more", found.size() > SIZE ? IMPORTS + "?before=" + shown.getLast().id() : null);
  }

  /** The form as it is, without script. */
  @PostMapping(IMPORTS)
  Answer upload(
      @Labels("import.upload") FormInput form,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Acting acting)
      throws IOException {
    if (file == null || file.isEmpty()) {
      form.refuse("file", "import.upload.none");
      return draw(form, "", acting).status(422);
    }
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    try (InputStream in = file.getInputStream()) {
      return switch (take(acting, name, in)) {
        case UploadOutcome.Taken(ImportId id) -> Answer.redirect(IMPORTS + "/" + id);
        case UploadOutcome.Refused(String reason, List<String> arguments) -> {
          form.refuse("file", "import.file." + reason, arguments.toArray());
          yield draw(form, "", acting).status(422);
        }
      };
    }
  }

  private UploadOutcome take(Acting acting, String name, InputStream in) throws IOException {
    return imports.upload(acting.tenant(), acting.actor(), name, null, in);
  }

  /** The file alone as the body, of any size: the script on the page sends it so. */
  @PostMapping(IMPORTS + "/file")
  Answer stream(HttpServletRequest request, Acting acting) throws IOException {
    String name = Objects.requireNonNullElse(request.getHeader("X-File-Name"), "");
    UploadOutcome outcome =
        take(acting, URLDecoder.decode(name, StandardCharsets.UTF_8), request.getInputStream());
    return switch (outcome) {
      case UploadOutcome.Taken(ImportId id) -> say(200, "to", IMPORTS + "/" + id);
      case UploadOutcome.Refused(String reason, List<String> arguments) ->
          say(
              422,
              "problem",
              messages.getMessage(
                  "import.file." + reason, arguments.toArray(), acting.language().locale()));
    };
  }

  private Answer say(int status, String name, String value) {
    return Answer.written("application/json", json.writeValueAsBytes(Map.of(name, value)))
        .status(status);
  }
}
