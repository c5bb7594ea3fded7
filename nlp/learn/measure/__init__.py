"""How good a pipeline is, alone, beside baselines and beside another one."""
