package org.jawort.optin.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.notice.ListedNotice;
import org.jawort.optin.notice.NoticeList;
import org.jawort.optin.notice.StaffNotices;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What processes left for staff to see to: all read it, staff mark it as read. */
@Controller
class NoticePages {
  static final String PATH = "/app/notices";

  /** Notices on a page. */
  private static final int SIZE = 50;

  private final NoticeList list;
  private final StaffNotices notices;

  NoticePages(NoticeList list, StaffNotices notices) {
    this.list = list;
    this.notices = notices;
  }

  @GetMapping(PATH)
  Answer page(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "false") boolean read,
      Acting acting) {
    Optional<NoticeList.End> end = Cursors.id(after).map(id -> new NoticeList.End(read, id));
    List<ListedNotice> found = list.page(acting.tenant(), acting.user(), end, SIZE + 1);
    List<ListedNotice> shown = found.subList(0, Math.min(SIZE, found.size()));
    return Answer.page("optin/notices")
        .with("notices", shown)
        .with("unread", shown.stream().anyMatch(notice -> notice.doneAt() == null))
        .with("first", end.isEmpty() ? null : PATH)
        .with("more", found.size() > SIZE ? address(shown.getLast()) : null);
  }

  private static String address(ListedNotice last) {
    return "%s?after=%s&read=%s".formatted(PATH, last.id(), last.doneAt() != null);
  }

  @PostMapping(PATH + "/{id:" + Cursors.ID + "}/read")
  Answer read(@PathVariable UUID id, Acting acting) {
    Answer list = Answer.redirect(PATH);
    return notices.done(acting.tenant(), id, acting.user().value())
        ? list.good("notice.done")
        : list.bad("notice.gone");
  }

  @PostMapping(PATH + "/read")
  Answer allRead(Acting acting) {
    int done = notices.allDone(acting.tenant(), acting.user().value());
    Answer list = Answer.redirect(PATH);
    return done == 1 ? list.good("notice.done") : list.good("notice.done.many", done);
  }
}
