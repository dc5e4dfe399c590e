package org.jawort.campaign.web;

import static org.jawort.campaign.web.CampaignAddresses.CAMPAIGNS;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jawort.campaign.image.Images;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Pictures in mails: staff upload them, every reader of a mail gets them. */
@Controller
class ImagePages {
  private static final String IMAGES = CAMPAIGNS + "/images";
  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final Images images;

  ImagePages(Images images) {
    this.images = images;
  }

  @GetMapping(IMAGES)
  Answer list(Acting acting) {
    return draw(FormInput.empty(), acting);
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("campaign/images")
        .with("form", form)
        .with("images", images.all(acting.tenant()));
  }

  @PostMapping(IMAGES)
  Answer keep(
      @Labels("campaign.image") FormInput form,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Acting acting)
      throws IOException {
    String alt = form.required("alt", 300);
    if (file == null || file.isEmpty()) {
      form.refuse("file", "frame.field.missing");
    } else if (form.isGood()) {
      take(file, alt, form, acting);
    }
    return form.isGood()
        ? Answer.redirect(IMAGES).good("campaign.image.kept")
        : draw(form, acting).status(422);
  }

  private void take(MultipartFile file, String alt, FormInput form, Acting acting)
      throws IOException {
    // What is too big is not read.
    byte[] content =
        file.getSize() > Images.MOST_BYTES ? new byte[Images.MOST_BYTES + 1] : file.getBytes();
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    switch (images.keep(acting.tenant(), name, alt, content, acting.user())) {
      case Images.ImageOutcome.As kept -> {}
      case Images.ImageOutcome.TooBig big ->
          form.refuse("file", "campaign.image.big", Images.MOST_BYTES / 1024 / 1024);
      case Images.ImageOutcome.TooLarge(int width, int height) ->
          form.refuse("file", "campaign.image.large", width, height, Images.LONGEST_SIDE);
      case Images.ImageOutcome.NoImage none -> form.refuse("file", "campaign.image.none");
    }
  }

  /** Kept forever by whoever fetched it: the address holds the hash of the content. */
  @GetMapping("/assets/i/{number:[0-9]{1,9}}/{hash:[0-9a-f]{32}}.{ending:png|jpg|gif|webp}")
  ResponseEntity<byte[]> image(
      @PathVariable int number,
      @PathVariable String hash,
      @PathVariable String ending,
      HttpServletResponse response) {
    return images
        .find(number, hash)
        .filter(image -> image.type().replace("jpeg", "jpg").endsWith("/" + ending))
        .map(
            image -> {
              response.setHeader(HttpHeaders.CACHE_CONTROL, FOREVER);
              response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
              return ResponseEntity.ok()
                  .contentType(MediaType.valueOf(image.type()))
                  .body(image.content());
            })
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
