package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.alarm.Alarm;
import io.ucad.admin.alarm.AlarmService;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What somebody should look at. */
@RestController
@RequestMapping("/api/v1/alarms")
@Tag(name = "overview")
class AlarmApi {
  private static final int MOST = 100;

  private final AlarmService alarms;

  AlarmApi(AlarmService alarms) {
    this.alarms = alarms;
  }

  /** The open alarms, newest first. */
  @GetMapping
  @PreAuthorize("hasRole('VIEWER')")
  public List<Alarm> open(@RequestParam(defaultValue = "50") @Min(1) @Max(MOST) int size) {
    return alarms.open(size);
  }
}
