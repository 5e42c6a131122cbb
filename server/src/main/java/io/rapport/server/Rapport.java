package io.rapport.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The contact centre, in one process.
@SpringBootApplication
public class Rapport {

    public static void main(String[] arguments) {
        SpringApplication.run(Rapport.class, arguments);
    }
}
