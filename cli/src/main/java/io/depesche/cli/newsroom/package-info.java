/** The demo's newsroom: invented outlets with articles of our own, served on loopback for the crawler to find. */
@NullMarked
package io.depesche.cli.newsroom;

import org.jspecify.annotations.NullMarked;
