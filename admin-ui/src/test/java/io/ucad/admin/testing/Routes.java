package io.ucad.admin.testing;

import io.ucad.admin.AdminNode;
import jakarta.servlet.ServletContext;
import java.util.Map;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a node answers to over HTTP. */
public final class Routes {
  private Routes() {}

  /** Every route of a controller; the actuator has a mapping of the same kind, under its name. */
  public static Map<RequestMappingInfo, HandlerMethod> of(AdminNode node) {
    return WebApplicationContextUtils.getRequiredWebApplicationContext(
            node.get(ServletContext.class))
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods();
  }
}
