package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.notice.ListedNotice;
import org.jawort.optin.notice.NoticeList;
import org.jawort.optin.notice.StaffNotices;
import org.jawort.platform.web.Flash;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
  String page(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "false") boolean read,
      Acting acting,
      Model model) {
    Optional<NoticeList.End> end = Cursors.id(after).map(id -> new NoticeList.End(read, id));
    List<ListedNotice> found = list.page(acting.tenant(), acting.user(), end, SIZE + 1);
    List<ListedNotice> shown = found.subList(0, Math.min(SIZE, found.size()));
    model.addAttribute("notices", shown);
    model.addAttribute("unread", shown.stream().anyMatch(notice -> notice.doneAt() == null));
    model.addAttribute("first", end.isEmpty() ? null : PATH);
    model.addAttribute("more", found.size() > SIZE ? address(shown.getLast()) : null);
    return "optin/notices";
  }

  private static String address(ListedNotice last) {
    return "%s?after=%s&read=%s".formatted(PATH, last.id(), last.doneAt() != null);
  }

  @PostMapping(PATH + "/{id:" + Cursors.ID + "}/read")
  String read(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    if (notices.done(acting.tenant(), id, acting.user().value())) {
      Flash.good(response, "notice.done");
    } else {
      Flash.bad(response, "notice.gone");
    }
    return "redirect:" + PATH;
  }

  @PostMapping(PATH + "/read")
  String allRead(Acting acting, HttpServletResponse response) {
    int done = notices.allDone(acting.tenant(), acting.user().value());
    if (done == 1) {
      Flash.good(response, "notice.done");
    } else {
      Flash.good(response, "notice.done.many", done);
    }
    return "redirect:" + PATH;
  }
}
