import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/**
 * The development server puts styles and the hot reload into the page as inline elements, which the page's own policy
 * forbids. Only there is the policy taken out; every build keeps it.
 */
const withoutPolicyWhileServing: Plugin = {
  name: "without-policy-while-serving",
  apply: "serve",
  transformIndexHtml: (html) =>
    html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
};

export default defineConfig({
  plugins: [react(), withoutPolicyWhileServing],
  build: {
    target: "es2023",
    // The policy allows fonts from the program only, never as data.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    testTimeout: 30_000,
    // Its components import their styles, which Node alone cannot.
    server: { deps: { inline: [/@primer\/react/] } },
    setupFiles: ["src/testing/setup.ts"],
  },
});
