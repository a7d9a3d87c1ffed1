package io.ucad.admin.endpoint;

import io.ucad.admin.access.TokenCheck;
import io.ucad.endpoint.access.AccessPolicy;
import io.ucad.endpoint.access.LoopbackOnly;
import io.ucad.endpoint.http.EndpointServlet;
import io.ucad.endpoint.http.WatchedProtocol;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the endpoint on the port of the screens, and keeps everything of theirs away from it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class EndpointWeb {
  @Bean
  ClientWatch clientWatch() {
    return new ClientWatch();
  }

  /** Only where nobody else can come is nobody asked who they are. */
  @Bean
  AccessPolicy accessPolicy(@Value("${server.address}") String host, TokenCheck tokens, Clock clock)
      throws UnknownHostException {
    return InetAddress.getByName(host).isLoopbackAddress()
        ? new LoopbackOnly()
        : new ApiTokenAccess(tokens, clock);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> watchedConnector(ClientWatch watch) {
    return factory -> {
      factory.setProtocol(WatchedProtocol.class.getName());
      factory.addConnectorCustomizers(
          connector -> {
            if (connector.getProtocolHandler() instanceof WatchedProtocol protocol) {
              watch.ask(protocol);
            }
          });
    };
  }

  @Bean
  ServletRegistrationBean<EndpointServlet> endpointServlet(EmbeddedEndpoint endpoint) {
    var servlet =
        new ServletRegistrationBean<>(
            endpoint.servlet(), EndpointServlet.MAPPINGS.toArray(String[]::new));
    servlet.setName("ucad-endpoint");
    return servlet;
  }

  /**
   * The first filter of all, and the last one for these paths: no session, no login, no redirect
   * comes between a client and the endpoint, which has its own rules.
   */
  @Bean
  FilterRegistrationBean<Filter> endpointFirst(EmbeddedEndpoint endpoint) {
    EndpointServlet servlet = endpoint.servlet();
    var filter =
        new FilterRegistrationBean<Filter>(
            (request, response, others) -> servlet.service(request, response));
    filter.setName("ucad-endpoint-first");
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    filter.setUrlPatterns(EndpointServlet.MAPPINGS);
    return filter;
  }
}
