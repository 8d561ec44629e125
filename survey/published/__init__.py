"""What is really published, read back as statements that the audit can lay beside one another."""
