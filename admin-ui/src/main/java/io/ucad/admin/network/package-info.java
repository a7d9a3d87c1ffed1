/** Where addresses lead, for those who call other machines in the name of people. */
@NullMarked
package io.ucad.admin.network;

import org.jspecify.annotations.NullMarked;
